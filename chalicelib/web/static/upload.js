// Citizen upload: look at the photo, make it smaller, ask for a place, send it there, wait for the
// reading. The page works without this file: each paper is then two plain forms.
(() => {
  const root = document.querySelector('[data-uploads]');
  if (!root) return;
  const T = root.dataset, MAXEDGE = 2400, BIG = 1.5e6;
  let sent = 0;

  // Sharpness on a grey copy: smooth (camera noise looks like detail), then the second derivative in x
  // and y (a shaken hand blurs one direction), per tile (blank margins must not hide sharp text), less
  // the quiet tiles' level. Thresholds come from synthetic photos: they warn, they never stop anybody.
  function quality(bmp) {
    const s = Math.min(1, 1024 / Math.max(bmp.width, bmp.height));
    const w = Math.round(bmp.width * s), h = Math.round(bmp.height * s);
    const ctx = new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true });
    ctx.drawImage(bmp, 0, 0, w, h);
    const d = ctx.getImageData(0, 0, w, h).data, g = new Float32Array(w * h), t = g.slice(), b = g.slice();
    let sum = 0;
    for (let i = 0, j = 0; i < d.length; i += 4, j++) sum += g[j] = .299 * d[i] + .587 * d[i + 1] + .114 * d[i + 2];
    for (let k = 1; k < g.length - 1; k++) t[k] = (g[k - 1] + g[k] + g[k + 1]) / 3;
    for (let k = w; k < g.length - w; k++) b[k] = (t[k - w] + t[k] + t[k + w]) / 3;
    const across = tiles(b, w, h, 1), down = tiles(b, w, h, w), mean = sum / g.length;
    return { sharp: Math.min(span(across), span(down)) / Math.max(1, (mean / 128) ** 2), mean, edge: Math.max(bmp.width, bmp.height) };
  }
  function tiles(b, w, h, step) {
    const N = 16, out = [];
    for (let ty = 0; ty < N; ty++) for (let tx = 0; tx < N; tx++) {
      let n = 0, m = 0, m2 = 0;
      for (let y = Math.max(3, ty * h / N | 0); y < Math.min(h - 3, (ty + 1) * h / N | 0); y++)
        for (let x = Math.max(3, tx * w / N | 0); x < Math.min(w - 3, (tx + 1) * w / N | 0); x++) {
          const k = y * w + x, v = 2 * b[k] - b[k - step] - b[k + step];
          n++; m += v; m2 += v * v;
        }
      if (n) out.push(m2 / n - (m / n) ** 2);
    }
    return out.sort((p, q) => p - q);
  }
  const span = a => a[a.length * .9 | 0] - a[a.length * .1 | 0];
  const verdict = q => q.edge < 900 ? 'small' : q.mean < 70 ? 'dark' : q.sharp < 12 ? 'blur' : '';

  async function prepare(file) {
    if (!file.type.startsWith('image/')) return { blob: file, warn: '' };
    let bmp;
    try { bmp = await createImageBitmap(file, { imageOrientation: 'from-image' }); }
    catch { return { blob: file, warn: '' }; }              // a format this browser cannot show: the server will
    const warn = verdict(quality(bmp)), s = Math.min(1, MAXEDGE / Math.max(bmp.width, bmp.height));
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
