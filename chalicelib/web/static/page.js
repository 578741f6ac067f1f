// On every page: marks that scripts run, sends a form once, and takes a value over from a paper.
(() => {
  document.documentElement.classList.add('js');
  document.addEventListener('submit', e => {
    if (e.defaultPrevented) return;
    setTimeout(() => e.target.querySelectorAll('button:not([type=button])').forEach(b => { b.disabled = true; }), 0);
  });
  addEventListener('pageshow', e => {                       // back from the history: buttons work again
    if (e.persisted) document.querySelectorAll('button:disabled').forEach(b => { b.disabled = false; });
  });
  document.addEventListener('click', e => {
    const b = e.target.closest('[data-take]');
    if (!b) return;
    const field = document.getElementById(b.dataset.take);
    field.value = b.dataset.value; field.focus();
  });
  document.getElementById('loi')?.focus();
})();
