// Filters of a list. The page holds every record; what does not answer to the reader's choice is hidden. The choice stands in the address,
// so that it can be shared and survives a reload, and the count is announced (WCAG 2.2, SC 4.1.3).

const form = document.querySelector("form[data-filters]");
const records = [...document.querySelectorAll("[data-record]")];
const groups = [...document.querySelectorAll("[data-group]")];
const status = form.querySelector("[role=status]");
const selects = [...form.querySelectorAll("select")];
const numbers = new Intl.NumberFormat(document.documentElement.lang);

/** Whether a record answers to every choice. */
function answers(record) {
  return selects.every(
    (select) => !select.value || (record.dataset[select.name] ?? "").split(" ").includes(select.value),
  );
}

/** Shows what answers to the choice, and says how many records do. */
function show() {
  let count = 0;
  for (const record of records) {
    record.hidden = !answers(record);
    count += record.hidden ? 0 : 1;
  }
  for (const group of groups) {
    group.hidden = !group.querySelector("[data-record]:not([hidden])");
    const jump = document.querySelector(`.jumps a[href="#${CSS.escape(group.id)}"]`);
    if (jump) jump.parentElement.hidden = group.hidden;
  }
  const values = { shown: numbers.format(count), total: numbers.format(records.length) };
  status.textContent = status.dataset.text.replace(/\{(shown|total)\}/g, (_, name) => values[name]);
  form.querySelector("[type=reset]").hidden = selects.every((select) => !select.value);
}

/** Takes the choice from the address. A value that no filter has chooses everything. */
function read() {
  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    select.value = query.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  show();
}

/** Puts the choice into the address. */
function write() {
  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    if (select.value) query.set(select.name, select.value);
    else query.delete(select.name);
  }
  const search = query.toString();
  history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
  show();
}

form.addEventListener("change", write);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => {
  write();
  selects[0].focus();
}));
addEventListener("popstate", read);
addEventListener("pageshow", read);
form.hidden = false;
read();
