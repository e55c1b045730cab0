/* JPA Results: small helpers. Every page works without this file. No library, no inline code, no eval. */
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var $$ = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };

  /* Print button */
  $$("[data-print]").forEach(function (b) { b.addEventListener("click", function () { window.print(); }); });

  /* The error summary takes the focus when the page opens, without moving the page if a #target was asked for */
  var errors = document.getElementById("errors");
  if (errors && !location.hash) errors.focus({ preventScroll: true });

  /* Route list and map light up together */
  $$("[data-routes]").forEach(function (list) {
    var map = list.parentNode.querySelector(".map");
    if (!map) return;
    var pick = function (n) {
      map.classList.toggle("has-pick", !!n);
      $$("[data-route]", map).forEach(function (g) { g.classList.toggle("is-pick", g.getAttribute("data-route") === n); });
    };
    $$("[data-route]", list).forEach(function (li) {
      li.addEventListener("mouseenter", function () { pick(li.getAttribute("data-route")); });
      li.addEventListener("mouseleave", function () { pick(null); });
    });
  });
})();
