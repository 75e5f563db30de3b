/** Four arrows of a cycle; the last, impact, in the second colour. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="none" strokeWidth="4.5" strokeLinecap="round">
        <path d="M18.5 4.3a12 12 0 0 1 9.2 9.2" stroke="var(--rondo-data)" />
        <path d="M27.7 18.5a12 12 0 0 1-9.2 9.2" stroke="var(--rondo-data)" opacity="0.75" />
        <path d="M13.5 27.7a12 12 0 0 1-9.2-9.2" stroke="var(--rondo-data)" opacity="0.5" />
        <path d="M4.3 13.5a12 12 0 0 1 9.2-9.2" stroke="var(--rondo-compare)" />
      </g>
    </svg>
  );
}
