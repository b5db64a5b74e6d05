console.log("Site");
