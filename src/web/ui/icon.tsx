/** Drawn on a 24 × 24 grid with a stroke of 1.75; `M` to `Z` only, so that the whole set stays under 3 kB. */
const drawings = {
  home: 'M4 11.5 12 5l8 6.5M6 10v9h4.5v-5h3v5H18v-9',
  orders: 'M8 5H6v15h12V5h-2M9 3.5h6v3H9zM9 11h6M9 15h4',
  fleet: 'M3 7h10v9H3zM13 10h4l4 3.5V16h-8M7 16a2 2 0 1 0 .01 0M17 16a2 2 0 1 0 .01 0',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4',
  inspections: 'M4 6.5 5.5 8 8.5 5M4 12.5 5.5 14l3-3M4 18.5 5.5 20l3-3M12 7h8M12 13h8M12 19h8',
  parts: 'M12 3.5 20 8v8l-8 4.5L4 16V8zM4 8l8 4.5L20 8M12 12.5v8',
  prediction: 'M3 13h4l2.5-7 4.5 12 2.5-5H21',
  reports: 'M4 20h16M6.5 20v-7M11 20V6M15.5 20v-10M20 20V9',
  import: 'M12 3.5V14M8 10l4 4 4-4M4 15v5h16v-5',
  upload: 'M12 15V4M8 8l4-4 4 4M4 15v5h16v-5',
  admin: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 .01 0M9 15a2 2 0 1 0 .01 0',
  search: 'M10.5 4.5a6 6 0 1 0 .01 0M15 15l5 5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  user: 'M12 4a4 4 0 1 0 .01 0M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  users:
    'M9 5a3.5 3.5 0 1 0 .01 0M2.5 19.5c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5M16 5.5a3 3 0 0 1 0 6M18 14.8c2 .7 3.1 2.2 3.5 4.7',
  sun: 'M12 8a4 4 0 1 0 .01 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  contrast: 'M12 4a8 8 0 1 0 .01 0M12 4v16M12 8h6.5M12 12h8M12 16h6.5',
  monitor: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  globe: 'M12 3.5a8.5 8.5 0 1 0 .01 0M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17',
  logout: 'M14 4H5v16h9M10 12h11M17.5 8.5 21 12l-3.5 3.5',
  bookmark: 'M6.5 4h11v16.5L12 16l-5.5 4.5z',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'M5 12.5 10 17.5 19.5 7',
  close: 'M6 6l12 12M18 6 6 18',
  warning: 'M12 4 21.5 20h-19zM12 10v4.5M12 17.2v.1',
  info: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 11v5.5M12 7.7v.1',
  help: 'M12 3.5a8.5 8.5 0 1 0 .01 0M9.5 9.5a2.5 2.5 0 1 1 3.8 2.2c-1 .6-1.3 1-1.3 2M12 16.8v.1',
  stop: 'M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM8.5 12h7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2',
  pause: 'M9 5.5v13M15 5.5v13',
  play: 'M7.5 5v14l11-7z',
  done: 'M12 3.5a8.5 8.5 0 1 0 .01 0M8 12.3l2.8 2.7L16 9.5',
  cancelled: 'M12 3.5a8.5 8.5 0 1 0 .01 0M6.2 6.2l11.6 11.6',
  pending: 'M12 3.5a8.5 8.5 0 1 0 .01 0M8.5 12v.1M12 12v.1M15.5 12v.1',
  wrench: 'M20 7.5a5 5 0 0 1-6.8 5.3L7 19a2 2 0 0 1-3-3l6.2-6.2A5 5 0 0 1 16.5 4L13.5 7v3.5H17z',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  right: 'M5 12h14M13 6l6 6-6 6',
  chevronUp: 'M6 15l6-6 6 6',
  chevronDown: 'M6 9l6 6 6-6',
  chevronLeft: 'M15 6l-6 6 6 6',
  chevronRight: 'M9 6l6 6-6 6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  columns: 'M4 5h16v14H4zM9.3 5v14M14.7 5v14',
  more: 'M5.5 11a1 1 0 1 0 .01 0M12 11a1 1 0 1 0 .01 0M18.5 11a1 1 0 1 0 .01 0',
  download: 'M12 4v11M8 11l4 4 4-4M4 19.5h16',
  edit: 'M4 20v-4L15.5 4.5l4 4L8 20zM13 7l4 4',
  trash: 'M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10 11v6M14 11v6',
  archive: 'M3.5 5h17v4h-17zM5 9v11h14V9M10 13h4',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4',
  external: 'M13 4h7v7M20 4l-9 9M17 14v6H4V7h6',
  offline:
    'M3.5 3.5l17 17M5 12.5a10 10 0 0 1 4-2.4M2 9a14 14 0 0 1 4.5-3M8.5 16a5 5 0 0 1 7 0M14.5 10a10 10 0 0 1 4.5 2.5M11 5c4-.2 8 1.2 11 4M12 19.5v.1',
  key: 'M8 11a4.5 4.5 0 1 0 .01 0M11.5 12.5 20 4M16.5 7.5l3 3',
  shield: 'M12 3.5 19.5 6v6c0 4.5-3 7-7.5 8.5C7.5 19 4.5 16.5 4.5 12V6zM9 12l2.2 2.2L15 10',
  lock: 'M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  camera: 'M3.5 8h4l1.5-2.5h6L16.5 8h4v11.5h-17zM12 10a3.5 3.5 0 1 0 .01 0',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4',
  pin: 'M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11zM12 7.5a2.5 2.5 0 1 0 .01 0',
  meter: 'M4.5 18.5a9 9 0 1 1 15 0M12 14l4-5',
  fuel: 'M12 3.5c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z',
  flag: 'M6 21V4h12l-2.5 4 2.5 4H6',
  flame:
    'M12 21c-4 0-6.5-2.5-6.5-6 0-4 4-6 4-11.5 4 1.5 5.5 4.5 5 7.5 1-.5 1.5-1.3 1.7-2.3 1.5 1.8 2.3 4 2.3 6.3 0 3.5-2.5 6-6.5 6z',
  equals: 'M6 9.5h12M6 14.5h12',
  phone: 'M7 2.5h10v19H7zM11 18.5h2',
  keyboard: 'M3 6.5h18v11H3zM7 10v.1M10.5 10v.1M14 10v.1M17.5 10v.1M8 14h8',
  board: 'M4 5h4.5v14H4zM10 5h4.5v9H10zM16 5h4.5v12H16z',
  split: 'M4 5h16v14H4zM10 5v14',
  list: 'M4 6.5h16M4 12h16M4 17.5h16',
} as const

export type IconName = keyof typeof drawings

/** An icon beside a word is decoration; one that stands alone needs its button to carry the name. */
export function Icon({ name, size = 18, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
