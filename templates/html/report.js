// Sorts the rows of a table by the column whose head is pressed; totals stay last.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
  };
  heads.forEach((head, at) => {
    if (head.tagName !== "TH") return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
      const totals = [...body.rows].filter((row) => row.classList.contains("total"));
      const compare = (a, b) => {
        const [x, y] = [value(a, at), value(b, at)];
        if (typeof x === "number") return typeof y === "number" ? x - y : -1;
        if (typeof y === "number") return 1;
        return x.localeCompare(y, document.documentElement.lang, { numeric: true });
      };
      rows.sort((a, b) => (down ? compare(b, a) : compare(a, b)));
      body.append(...rows, ...totals);
    });
  });
}
