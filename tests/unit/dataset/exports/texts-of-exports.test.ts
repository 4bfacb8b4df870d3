import { expect, it } from 'vitest';
import { decodeText } from '../../../../src/dataset/archive/decode-text.ts';
import { decodeEntities } from '../../../../src/dataset/exports/html-entities.ts';

it.each([
  ['Tom &amp; Jerry &lt;3&gt;', 'Tom & Jerry <3>'],
  ['&quot;It&apos;s&quot; &lsquo;a&rsquo; &ldquo;b&rdquo;', '"It\'s" ‘a’ “b”'],
  ['a&nbsp;b&ndash;c&mdash;d&hellip;', 'a\u00a0b–c—d…'],
  ['Am&eacute;lie, &Eacute;l&egrave;ve, na&iuml;ve, fa&ccedil;ade', 'Amélie, Élève, naïve, façade'],
  ['ma&ntilde;ana, &Aring;, &scaron;, cr&ecirc;pe', 'mañana, Å, š, crêpe'],
  ['Stra&szlig;e &aelig;&AElig;&oslash;&Oslash; WALL&middot;E', 'Straße æÆøØ WALL·E'],
  ['&#233;&#xe9;&#XE9;&#039;&#128512;', "ééé'😀"],
  ['&#0; &#1114112; &#x110000; &#12345678;', '&#0; &#1114112; &#x110000; &#12345678;'],
  ['&unknown; &toString; &amp &; AT&T', '&unknown; &toString; &amp &; AT&T'],
  ['&zzacute; &1acute;', '&zzacute; &1acute;'],
  ['&amp;eacute;', '&eacute;'],
])('entities of %s', (text, decoded) => {
  // A space of its own kind is as good as a plain one.
  expect(decodeEntities(text).replaceAll('\u00a0', ' ')).toBe(decoded.replaceAll('\u00a0', ' '));
});

it.each([
  ['UTF-8', [0x41, 0xc3, 0xa9], 'Aé'],
  ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf, 0x41], 'A'],
  ['UTF-16, low byte first', [0xff, 0xfe, 0x41, 0x00, 0xe9, 0x00], 'Aé'],
  ['UTF-16, high byte first', [0xfe, 0xff, 0x00, 0x41, 0x00, 0xe9], 'Aé'],
  ['Windows-1252', [0x41, 0xe9], 'Aé'],
  ['half of a byte order mark', [0xff, 0x41], 'ÿA'],
  ['half of the other one', [0xfe, 0x41], 'þA'],
  ['nothing', [], ''],
])('text in %s', (_, bytes, text) => {
  expect(decodeText(Uint8Array.from(bytes))).toBe(text);
});
