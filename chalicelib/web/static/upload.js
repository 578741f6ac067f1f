// Citizen upload: look at the photo, make it smaller, ask for a place, send it there, wait for the
// reading. The page works without this file: each paper is then two plain forms.
(() => {
  const root = document.querySelector('[data-uploads]');
  if (!root) return;
  const T = root.dataset, MAXEDGE = 2400, BIG = 1.5e6;
  let sent = 0;

  // Measured as the reading station does it, step by step (pages/measure.py), on a grey copy 1024
  // long; the numbers to judge by come with the page. They warn, they never stop anybody.
  function grey(bmp) {
    const s = Math.min(1, 1024 / Math.max(bmp.width, bmp.height));
    const w = Math.round(bmp.width * s), h = Math.round(bmp.height * s);
    const ctx = new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true });
    ctx.drawImage(bmp, 0, 0, w, h);
    const d = ctx.getImageData(0, 0, w, h).data, g = new Float32Array(w * h);
    for (let i = 0, j = 0; i < d.length; i += 4, j++) g[j] = .299 * d[i] + .587 * d[i + 1] + .114 * d[i + 2];
    return { g, w, h };
  }
  const at = (a, share) => a.length ? a.slice().sort((p, q) => p - q)[Math.floor(share * (a.length - 1))] : 0;
  function* tiles(w, h, n) {
    const tw = w / n | 0, th = h / n | 0;
    for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) yield [x * tw, y * th, (x + 1) * tw, (y + 1) * th];
  }
  function variance(value, x0, y0, x1, y1) {
    let n = 0, m = 0, q = 0;
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) { const v = value(y, x); n++; m += v; q += v * v; }
    return n ? q / n - (m / n) ** 2 : 0;
  }
  function sharpness({ g, w, h }) {
    if (Math.min(w, h) < 64) return -1;
    const mix = (k, step) => g[k - step] + g[k] + g[k + step];
    const bend = (along, across) => (y, x) => { const k = y * w + x; return (2 * mix(k, across) - mix(k - along, across) - mix(k + along, across)) / 3; };
    const found = [...tiles(w, h, 16)].map(([x0, y0, x1, y1]) => ({
      v: variance((y, x) => g[y * w + x], x0, y0, x1, y1),
      e: [bend(1, w), bend(w, 1)].map(f => variance(f, x0 + 1, y0 + 1, x1 - 1, y1 - 1)),
    }));
    const rich = found.filter(t => t.v > 150);
    if (rich.length < 6) return -1;
    const way = i => { const quiet = at(found.map(t => t.e[i]), .1); return at(rich.map(t => (t.e[i] - quiet) / t.v), .75); };
    return Math.min(way(0), way(1));
  }
  function reflection({ g, w, h }) {
    if (Math.min(w, h) < 128) return [0, 0];
    const found = [...tiles(w, h, 32)].map(([x0, y0, x1, y1]) => {
      const a = [];
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) a.push(g[y * w + x]);
      return { paper: at(a, .75), ink: at(a, 0) };
    });
    const usual = found.filter(t => t.paper < 243 && t.paper - t.ink > 40).map(t => t.paper - t.ink);
    if (at(found.map(t => t.paper), .5) >= 243 || usual.length < 6) return [0, 0];
    const pale = t => t.paper >= 248 && t.paper - t.ink > 12 && t.paper - t.ink < .6 * at(usual, .5) && t.ink < 250;
    return [found.filter(t => t.ink >= 250).length / found.length, found.filter(pale).length / found.length];
  }
  function verdict(bmp) {
    const small = grey(bmp), sharp = sharpness(small), [flat, washed] = reflection(small);
    if (at(small.g, .9) < +T.light) return 'dark';
    if (sharp >= 0 && sharp < +T.sharp) return 'blurred';
    if (Math.max(bmp.width, bmp.height) < +T.shortest) return 'small';
    return flat >= +T.flat && washed >= +T.washed ? 'glare' : '';
  }

  async function prepare(file) {
    if (!file.type.startsWith('image/') || file.type === 'image/tiff') return { blob: file, warn: '' };   // of a TIFF a canvas keeps one page only
    let bmp;
    try { bmp = await createImageBitmap(file, { imageOrientation: 'from-image' }); }
    catch { return { blob: file, warn: '' }; }              // a format this browser cannot show: the server will
    const warn = verdict(bmp), s = Math.min(1, MAXEDGE / Math.max(bmp.width, bmp.height));
    let blob = file;
    if (s < 1 || file.size > BIG) {
      const c = new OffscreenCanvas(Math.round(bmp.width * s), Math.round(bmp.height * s));
      c.getContext('2d').drawImage(bmp, 0, 0, c.width, c.height);
      blob = await c.convertToBlob({ type: 'image/jpeg', quality: .85 });   // drops EXIF and its place, too
    }
    bmp.close();
    return { blob, warn };
  }

  async function place(up, key) {
    const r = await fetch(up.dataset.slot, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams({ csrf: T.csrf, key }) });
    if (!r.ok) throw new Error(r.status);
    return r.json();
  }
  async function send(to, blob) {
    const form = new FormData();
    for (const [name, value] of Object.entries(to.fields)) form.append(name, value);
    form.append('file', blob);                               // the bucket wants the file last
    const r = await fetch(to.url, { method: 'POST', body: form, redirect: 'manual' });
    if (!r.ok && r.type !== 'opaqueredirect') throw new Error(r.status);
  }
  const wait = s => new Promise(go => setTimeout(go, s * 1000));
  async function deliver(up, blob, say) {
    const key = `${T.key}-${++sent}`;                       // the same key in every try: one place, however often asked
    for (let t = 0; ; t++) {
      try {
        const to = await place(up, key);
        if (blob.size > to.max) return say(T.tBig, true);
        await send(to, blob);
        say(T.tRead);
        return poll(up.closest('[data-doc]').id);
      } catch (e) {
        if (t === 3) return say(T.tFail, true);
        await wait(2 ** t);
      }
    }
  }
  async function poll(id) {
    for (let t = 0; t < 60; t++) {
      await wait(t < 10 ? 2 : 5);
      const r = await fetch(T.poll, { headers: { Accept: 'application/json' } }).catch(() => null);
      if (r?.ok && !['expected', 'arrived'].includes((await r.json())[id])) break;
    }
    location.hash = id; location.reload();
  }

  async function take(up, file) {
    const msg = up.querySelector('[data-msg]');
    const bar = document.createElement('progress');
    const say = (text, bad) => { bar.remove(); msg.className = bad ? 'pg__msg' : 'pg__meta'; msg.textContent = text; };
    const go = blob => { say(T.tUp); msg.append(' ', bar); return deliver(up, blob, say); };
    const { blob, warn } = await prepare(file);
    if (!warn) return go(blob);
    say(T['t' + warn[0].toUpperCase() + warn.slice(1)], true);
    const keep = document.createElement('button');
    keep.type = 'button'; keep.className = 'btn btn--s'; keep.textContent = T.tKeep; keep.onclick = () => go(blob);
    msg.append(document.createElement('br'), keep);
  }
  root.addEventListener('change', e => {
    const up = e.target.closest('[data-up]'), file = e.target.files?.[0];
    e.target.blur();
    if (up && file) take(up, file);
    e.target.value = '';
  });
  const open = root.querySelector('[data-state=arrived]');
  if (open) poll(open.id);
})();
