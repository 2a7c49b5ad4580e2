"use strict";
const form = document.getElementById("filters");
if (form) {
  const findings = [...document.querySelectorAll("article.finding")];
  const texts = new Map(findings.map((one) => [one, one.textContent.toLowerCase()]));
  const sections = [...document.querySelectorAll("section.file")];
  const apply = () => {
    const words = form.elements.words.value.trim().toLowerCase();
    const severities = new Set(new FormData(form).getAll("severity"));
    const rule = form.elements.rule.value;
    const file = form.elements.file.value;
    let shown = 0;
    for (const one of findings) {
      const fits = severities.has(one.dataset.severity)
        && (!rule || one.dataset.rule === rule)
        && (!file || one.parentElement.id === file)
        && (!words || texts.get(one).includes(words));
      one.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("article.finding:not([hidden])");
    }
    document.getElementById("shown").textContent = `${shown} of ${findings.length}`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) { form.reset(); apply(); target.scrollIntoView(); }
  });
  apply();
}
