import { useAtPresent } from '../../components/time.tsx';
import { counted } from '../../lib/text.ts';

/** When the page tries again by itself. It counts down without being announced each second. */
export function NextTry({ at }: { at: number | undefined }) {
  const seconds = useAtPresent((now) =>
    at === undefined ? 0 : Math.min(Math.max(Math.ceil((at - now) / 1000), 1), MOST_SECONDS),
  );
  if (at === undefined) return null;
  return <span aria-live="off">Next try in {counted(seconds, 'second')}.</span>;
}

/** No wait is longer, whatever a clock says. */
const MOST_SECONDS = 24 * 60 * 60;
