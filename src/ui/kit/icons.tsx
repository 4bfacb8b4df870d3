const PATHS = {
  forYou: 'M4 5h7v14H4zM13 5h7v6h-7zM13 13h7v6h-7z',
  ratings: 'm12 3.6 2.6 5.3 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z',
  training: 'M4 4v16h16M7 8c3 6 6 8 13 9',
  lab: 'M9.5 4h5M10.5 4v6L5 19.5h14L13.5 10V4M7.5 15.5h9',
  privacy: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  person: 'M12 11.5a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zm4.7-1.8L20 20',
  close: 'M6 6l12 12M18 6 6 18',
  sun: 'M12 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  moon: 'M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z',
  explore: 'M12 20.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17zM15.5 8.5l-2 5-5 2 2-5z',
  how: 'M12 20.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17zM9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.6h.01',
  more: 'M5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0M11.5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0M18 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0',
  bookmark: 'M7 4.5h10V20l-5-4-5 4z',
  seen: 'M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 14.6a2.6 2.6 0 1 1 0-5.2 2.6 2.6 0 0 1 0 5.2z',
  ban: 'M12 20.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17zM6 6l12 12',
  adjustments: 'M4 8h9M17 8h3M4 16h3M11 16h9M15 6v4M9 14v4',
  down: 'm6 9.5 6 6 6-6',
  left: 'm14.5 6-6 6 6 6',
  right: 'm9.5 6 6 6-6 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  map: 'M6.5 9.5h.01M10 6h.01M9.5 12.5h.01M14.5 8h.01M17.5 12h.01M12.5 16h.01M17 17.5h.01M7 17h.01M3.5 3.5h17v17h-17z',
  lasso:
    'M12 4.5c5 0 8.5 2.6 8.5 6s-3.5 6-8.5 6c-4.8 0-8.5-2.6-8.5-6s3.5-6 8.5-6M8 16.2c-2.5.9-2.5 3.3-.5 3.800',
  plus: 'M12 6v12M6 12h12',
  minus: 'M6 12h12',
  whole: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  place: 'M12 17a5 5 0 1 1 0-10 5 5 0 0 1 0 10zM12 3v4M12 17v4M3 12h4M17 12h4',
  whatIf: 'M6 20V4M6 13h5a5 5 0 0 0 5-5V4M13 7l3-3 3 3M3 7l3-3 3 3',
} as const;

export type IconName = keyof typeof PATHS;

export const iconNames = Object.keys(PATHS) as readonly IconName[];

/** A line drawing. It is hidden from screen readers: a control with an icon has a name in words, too. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
