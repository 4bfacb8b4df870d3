/**
 * The catalogue of ui/kit: every piece in every state. `npm run dev` shows it at /kit, and tests/e2e/kit.spec.ts takes
 * its pictures. The app's build has no such page: kit.html is not among its inputs (vite.config.ts).
 */
import { type ReactNode, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { SegmentedControl } from '../../src/ui/kit/segmented-control.tsx';
import { Charts } from './charts.tsx';
import { Controls } from './controls.tsx';
import { Dialogs } from './dialogs.tsx';
import { Figures } from './figures.tsx';
import { Forms } from './forms.tsx';
import '../../src/ui/theme/tokens.css';
import '../../src/ui/theme/base.css';
import '../../src/ui/theme/skeleton.css';
import '../../src/ui/kit/page.css';
import '../../src/ui/kit/controls.css';
import './catalogue.css';

const THEMES = [
  { id: 'system', name: 'System' },
  { id: 'light', name: 'Light' },
  { id: 'dark', name: 'Dark' },
] as const;
type Theme = (typeof THEMES)[number]['id'];

// The pieces are shown in the app's own typeface, which a first visit has only after a while (ui/app/typeface.ts).
document.documentElement.dataset.face = '';

function Catalogue() {
  const [theme, setTheme] = useState<Theme>('system');
  const show = (next: Theme) => {
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  return (
    <main className="page">
      <div className="page__head">
        <h1>Catalogue of the kit</h1>
        <SegmentedControl label="Colours" isLabelShown options={THEMES} value={theme} onChange={show} />
      </div>
      <Section name="Controls">
        <Controls />
      </Section>
      <Section name="Forms">
        <Forms />
      </Section>
      <Section name="Figures">
        <Figures />
      </Section>
      <Section name="Charts">
        <Charts />
      </Section>
      <Section name="Dialogs">
        <Dialogs />
      </Section>
    </main>
  );
}

function Section({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="catalogue__section" aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Catalogue />
    </StrictMode>,
  );
}
