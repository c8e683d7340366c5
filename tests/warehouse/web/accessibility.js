// What axe's most frequent rules look at (WCAG 2.1 A and AA), as one function: the list of what is wrong.
() => {
  const wrong = [];
  const name = e => `${e.tagName.toLowerCase()} ${(e.outerHTML || '').slice(0, 90)}`;
  const visible = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const label = e => (e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ')
    .map(id => document.getElementById(id)?.textContent || '').join(' ') || [...(e.labels || [])].map(l => l.textContent).join(' ')
    || e.textContent || e.title || '').trim();
  if (!document.documentElement.lang) wrong.push('no language');
  if (!document.title) wrong.push('no title');
  if (document.querySelectorAll('main').length !== 1) wrong.push('not one main');
  if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
  let level = 0;
  for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
    const now = Number(h.tagName[1]);
    if (now > level + 1 && level) wrong.push(`heading skips a level: ${name(h)}`);
    level = now;
  }
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [role=img], section, nav, form'))
    if (!label(e)) wrong.push(`no name: ${name(e)}`);
  const navs = [...document.querySelectorAll('nav')].map(label);
  if (new Set(navs).size !== navs.length) wrong.push('two navigations of one name');
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) wrong.push(`tabindex above 0: ${name(e)}`);
  for (const e of document.querySelectorAll('ul > *, ol > *')) if (e.tagName !== 'LI') wrong.push(`no list item: ${name(e)}`);
  for (const e of document.querySelectorAll('dl > *')) if (!['DT', 'DD', 'DIV'].includes(e.tagName)) wrong.push(`not of a list of terms: ${name(e)}`);
  for (const e of document.querySelectorAll('table')) if (!e.querySelector('th[scope]')) wrong.push(`table without headings: ${name(e)}`);
  for (const e of document.querySelectorAll('*')) {
    const style = getComputedStyle(e);
    if (visible(e) && e.scrollHeight > e.clientHeight + 1 && ['auto', 'scroll'].includes(style.overflowY) && e.tabIndex < 0
        && e !== document.documentElement && e !== document.body) wrong.push(`scrolls and takes no focus: ${name(e)}`);
  }
  const parts = color => (color.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => {
    for (let at = e; at; at = at.parentElement) {
      const c = parts(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(e) || !visible(e) || e.closest('.unseen, .skip, svg title')) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const ink = parts(e.closest('svg') ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) wrong.push(`contrast ${((a + 0.05) / (b + 0.05)).toFixed(2)}: ${name(e)}`);
  }
  return [...new Set(wrong)].slice(0, 20);
}
