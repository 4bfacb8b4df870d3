/** `npm run icons`: draws the icon of the app (public/favicon.svg) as images, for systems that do not take SVG. */
import { readFileSync, writeFileSync } from 'node:fs';
import { launchChromium } from '../tests/tools/browser.ts';

const drawing = readFileSync('public/favicon.svg', 'utf8');
/**
 * The background reaches the edges and the picture fills the middle four fifths: systems cut maskable icons to
 * their own shape.
 */
const maskable = drawing
  .replace(/rx="\d+"/, '')
  .replace(/<svg ([^>]*)>(<rect[^>]*>)/, '<svg $1>$2<g transform="translate(9.6 9.6) scale(.7)">')
  .replace('</svg>', '</g></svg>');
const icons = [
  { file: 'icon-192.png', size: 192, svg: drawing },
  { file: 'icon-512.png', size: 512, svg: drawing },
  { file: 'icon-maskable-512.png', size: 512, svg: maskable },
  { file: 'apple-touch-icon.png', size: 180, svg: maskable },
];

const browser = await launchChromium('page');
for (const { file, size, svg } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  writeFileSync(`public/${file}`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
process.exit(0);
