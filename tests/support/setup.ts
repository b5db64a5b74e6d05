import "../../preview/quick-start";
