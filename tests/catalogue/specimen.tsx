import { type ReactNode, useEffect, useRef } from 'react';

/** One piece of the kit in one state or a few, with its name. */
export function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <figure className="specimen">
      <figcaption className="specimen__name">{name}</figcaption>
      <div className="specimen__states">{children}</div>
    </figure>
  );
}

/** Opens the disclosures inside. */
export function Opened({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const details of box.current?.querySelectorAll('details') ?? []) details.open = true;
  }, []);
  return (
    <div ref={box} className="wide">
      {children}
    </div>
  );
}
