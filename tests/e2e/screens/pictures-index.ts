export interface PictureRow {
  /** Audience, screen and state: `kiosk code refused`. */
  name: string;
  pictures: readonly { language: string; file: string }[];
}

/** The page that shows all pictures: one row a screen and state, one column a language, both can be filtered. */
export function indexPage(rows: readonly PictureRow[]): string {
  const languages = rows[0]?.pictures.map(({ language }) => language) ?? [];
  const audiences = [...new Set(rows.map(({ name }) => name.split(' ')[0]!))];
  const choice = (group: string, value: string) =>
    `<label><input type="checkbox" checked data-${group}="${value}"> ${value}</label>`;
  const row = ({ name, pictures }: PictureRow) => `<section data-name="${name}" data-audience="${name.split(' ')[0]}">
<h2 id="${name.replaceAll(' ', '-')}">${name}</h2>
<div>${pictures
    .map(
      ({ language, file }) =>
        `<a href="${file}" data-language="${language}"><img loading="lazy" src="${file}" alt="${name}, ${language}"></a>`,
    )
    .join('')}</div>
</section>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Habeas: every screen and state</title>
<style>
body { font: 16px/24px 'Noto Sans', sans-serif; margin: 0; color: #16202a; background: #f3f5f7 }
header { position: sticky; top: 0; background: #fff; border-bottom: 4px solid #0b4f8a; padding: 8px 16px; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center }
h1, h2 { font-size: 18px; margin: 0 }
section { padding: 16px }
section div { display: flex; gap: 16px; margin-top: 8px }
a { flex: 1; min-width: 0 }
img { width: 100%; height: auto; border: 1px solid #74818d; background: #fff }
[hidden] { display: none }
input[type=search] { font: inherit; padding: 4px 8px }
</style>
<header>
<h1>Habeas: every screen and state</h1>
<label>Name contains <input type="search"></label>
<span>${audiences.map((audience) => choice('audience', audience)).join(' ')}</span>
<span>${languages.map((language) => choice('language', language)).join(' ')}</span>
<output></output>
</header>
${rows.map(row).join('\n')}
<script>
const chosen = (group) => [...document.querySelectorAll('input[data-' + group + ']:checked')].map((box) => box.dataset[group]);
function filter() {
  const words = document.querySelector('[type=search]').value.toLowerCase();
  const audiences = chosen('audience');
  const languages = chosen('language');
  let shown = 0;
  for (const section of document.querySelectorAll('section')) {
    section.hidden = !audiences.includes(section.dataset.audience) || !section.dataset.name.includes(words);
    shown += section.hidden ? 0 : 1;
  }
  for (const picture of document.querySelectorAll('a[data-language]')) picture.hidden = !languages.includes(picture.dataset.language);
  document.querySelector('output').textContent = shown + ' of ${rows.length} screens';
}
document.querySelector('header').addEventListener('input', filter);
filter();
</script>
</html>
`;
}
