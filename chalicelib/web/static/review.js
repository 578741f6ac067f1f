// Officer review: a keyboard loop of look and confirm. The page is one plain form without this file.
(() => {
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const root = $('[data-review]');
  if (!root) return;
  const T = root.dataset, rows = $$('[data-f]', root), sheets = $$('[data-sheet]'), undo = [], wide = matchMedia('(min-width:901px)');
  const inp = r => $('.in', r), ok = r => $('input[type=checkbox]', r), box = r => $('#b-' + r.dataset.f);
  const calm = r => 'calm' in r.dataset, bad = r => r.classList.contains('is-bad');
  const pending = () => rows.filter(r => !ok(r).checked && !bad(r));
  const eyesLeft = () => pending().filter(r => !calm(r));
  const say = (text, n) => { $('[data-msg]').textContent = (text || '').replace('#', n); };
  let act = null;

  // --- the page beside the fields
  const full = s => [0, 0, +$('image', s).getAttribute('width'), +$('image', s).getAttribute('height')];
  const view = s => s.getAttribute('viewBox').split(' ').map(Number);
  const setView = (s, v) => s.setAttribute('viewBox', v.map(Math.round).join(' '));
  const on = () => $('[data-sheet].is-on');
  function show(id) {
    sheets.forEach(s => s.classList.toggle('is-on', s.dataset.sheet === id));
    $$('[data-tab]').forEach(a => a.dataset.tab === id ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current'));
  }
  function pan(r) {
    if (!r.dataset.page) return;
    show(r.dataset.page);
    const s = on(), [, , W, H] = full(s), [x, y, w, h] = r.dataset.box.split(' ').map(Number);
    const vw = Math.min(W, Math.max(w * 1.7, W * .62)), vh = vw * s.clientHeight / Math.max(1, s.clientWidth);
    setView(s, [Math.max(0, Math.min(W - vw, x + w / 2 - vw / 2)), Math.max(0, Math.min(Math.max(0, H - vh), y + h / 2 - vh / 2)), vw, vh]);
  }
  function zoom(how) {
    const s = on();
    if (!s) return;
    if (how === 'fit') return setView(s, full(s));
    const [x, y, w, h] = view(s), nw = Math.min(full(s)[2] * 1.5, Math.max(240, w * (how === 'in' ? .8 : 1.25))), nh = h * nw / w;
    setView(s, [x + (w - nw) / 2, y + (h - nh) / 2, nw, nh]);
  }
  function activate(r) {
    if (act === r) return;
    if (act) { act.classList.remove('is-act'); box(act)?.classList.remove('is-act'); }
    act = r; r.classList.add('is-act'); box(r)?.classList.add('is-act');
    if (wide.matches) pan(r);
  }

  // --- state
  function paint() {
    rows.forEach(r => {
      const c = ok(r).checked;
      r.classList.toggle('is-ok', c); box(r)?.classList.toggle('is-ok', c);
      $$('[data-val]', r).forEach(b => { b.hidden = b.dataset.val === inp(r).value; });
    });
    const eyes = eyesLeft().length, left = pending().length, lost = rows.filter(bad).length;
    $('[data-left]').textContent = eyes; $('[data-prog]').classList.toggle('is-zero', !eyes);
    $('[data-ok]').textContent = rows.filter(r => ok(r).checked).length;
    say(eyes ? T.tLeft : left ? T.tCalm : lost ? T.tBad : T.tReady, eyes || left || lost);
    const all = $('[data-all]');
    if (all) all.hidden = !pending().some(calm);
    $('[data-go]').setAttribute('aria-disabled', String(!!(left || lost)));
    $('[data-undo]').setAttribute('aria-disabled', String(!undo.length));
  }
  const snap = (rs, focus) => undo.push({ s: rs.map(r => [r, inp(r).value, ok(r).checked, ok(r).value, bad(r)]), focus });
  function mark(r, checked, how) { r.classList.remove('is-bad'); ok(r).checked = checked; ok(r).value = how || 'one'; lose(r, false); }
  function lose(r, lost) {                                   // what cannot be read goes along to the supplement editor
    $('[name=khong_doc]', r)?.remove();
    if (!lost) return;
    const i = document.createElement('input');
    i.type = 'hidden'; i.name = 'khong_doc'; i.value = $('[data-part]', r).dataset.part; r.append(i);
  }
  function next(r) {
    const list = eyesLeft().length ? eyesLeft() : pending(), i = rows.indexOf(r);
    const n = list.find(q => rows.indexOf(q) > i) || list[0];
    n ? inp(n).focus() : $('[data-go]').focus();
  }
  function confirm(r) {
    snap([r], r);
    inp(r).value = inp(r).value.normalize('NFC').replace(/\s+/g, ' ').trim();
    mark(r, true); paint(); next(r);
  }
  function use(r, k) {
    const b = $(`[data-use="${k}"]`, r);
    if (!b) return;
    snap([r], r); mark(r, false);
    if (k === 'bad') { r.classList.add('is-bad'); lose(r, true); paint(); return next(r); }
    inp(r).value = b.dataset.val; inp(r).focus(); paint();
  }
  const seen = new Set(), watch = new IntersectionObserver(es => es.forEach(e => e.isIntersecting && seen.add(e.target)), { threshold: .9 });
  rows.filter(calm).forEach(r => watch.observe(r));
  function bring(r) {                                        // scroll the half, not the page around it
    if (!wide.matches) return r.scrollIntoView({ block: 'start' });
    const pane = $('.rv__f', root);
    pane.scrollTop += r.getBoundingClientRect().top - pane.getBoundingClientRect().top - 56;
  }
  function all() {
    if (eyesLeft().length) { inp(eyesLeft()[0]).focus(); return say(T.tFirst); }
    const rs = pending().filter(calm);
    if (!rs.length) return $('[data-go]').click();
    const unseen = rs.find(r => !seen.has(r));               // one screenful at a time
    if (unseen) { bring(unseen); return say(T.tSeen); }
    snap(rs, document.activeElement.closest('[data-f]'));
    rs.forEach(r => mark(r, true, 'group')); paint(); $('[data-go]').focus();
  }
  function back() {
    const u = undo.pop();
    if (!u) return;
    u.s.forEach(([r, v, c, how, b]) => { inp(r).value = v; mark(r, c, how); r.classList.toggle('is-bad', b); lose(r, b); });
    paint(); inp(u.focus || u.s[0][0]).focus(); say(T.tUndo);
  }

  // --- events
  root.addEventListener('focusin', e => { const r = e.target.closest('[data-f]'); if (r) activate(r); });
  root.addEventListener('change', e => { if (e.target.type === 'checkbox') { const r = e.target.closest('[data-f]'); mark(r, e.target.checked); paint(); } });
  root.addEventListener('input', e => { const r = e.target.closest('[data-f]'); if (r && e.target.classList.contains('in')) { mark(r, false); paint(); } });
  root.addEventListener('click', e => {
    const hit = s => e.target.closest(s);
    if (hit('[data-use]')) return use(hit('[data-f]'), hit('[data-use]').dataset.use);
    if (hit('[data-z]')) return zoom(hit('[data-z]').dataset.z);
    if (hit('[data-all]')) return all();
    if (hit('[data-undo]')) return back();
    if (hit('[data-keys]')) return $('[data-dlg]').showModal();
    if (hit('[data-tab]')) { e.preventDefault(); show(hit('[data-tab]').dataset.tab); return zoom('fit'); }
    if (hit('.boxes a')) { e.preventDefault(); return inp($(hit('.boxes a').getAttribute('href'))).focus(); }
    if (hit('.f__crop,.c__crop')) { e.preventDefault(); inp(hit('[data-f]')).focus(); }
  });
  root.addEventListener('submit', e => {
    if (e.submitter !== $('[data-go]') || e.submitter.getAttribute('aria-disabled') !== 'true') return;
    e.preventDefault(); paint(); const p = pending()[0]; if (p) inp(p).focus();
  });
  document.addEventListener('keydown', e => {
    if (e.isComposing || e.keyCode === 229) return;          // a Vietnamese keyboard is mid-word: never act on its keys
    const r = document.activeElement?.closest?.('[data-f]'), typing = document.activeElement?.classList?.contains('in');
    const stop = what => { e.preventDefault(); what(); };
    if (e.ctrlKey && e.key === 'Enter') return stop(all);
    if (e.ctrlKey && e.key === '/') return stop(() => $('[data-dlg]').showModal());
    if (e.key === 'F2') return stop(back);
    if (e.altKey && !e.ctrlKey && (e.code === 'Equal' || e.code === 'Minus')) return stop(() => zoom(e.code === 'Equal' ? 'in' : 'out'));
    if (!r || !typing) return;
    if (e.key === 'Enter' && !e.altKey) return stop(() => e.shiftKey ? inp(rows[Math.max(0, rows.indexOf(r) - 1)]).focus() : confirm(r));
    if (e.altKey && /^(Digit|Numpad)[0-9]$/.test(e.code)) return stop(() => use(r, e.code.slice(-1) === '0' ? 'bad' : e.code.slice(-1)));
    if (e.key === 'Escape') { inp(r).value = r.dataset.was; paint(); }
  });
  if (sheets[0]) show(sheets[0].dataset.sheet);
  paint();
  const first = pending()[0];
  if (first && wide.matches) inp(first).focus({ preventScroll: true });
})();
