/* global document */
(() => {
  const search = document.getElementById("resource-search");
  const count = document.getElementById("resource-count");
  const rows = [...document.querySelectorAll("#resource-rows > tr")].map((row) => ({
    row,
    // Name, type and component; the inputs are not searched.
    text: [...row.children]
      .slice(0, 3)
      .map((cell) => cell.textContent.toLowerCase())
      .join("\n"),
  }));

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    const all = `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
    count.textContent = words.length === 0 ? all : `${shown} of ${all}`;
  };

  search.form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", show);
  // Going back to the page brings the text of the field back.
  if (search.value !== "") show();
})();
