import { Progress } from '../../../components/mantine.ts';
import { useAtPresent } from '../../../components/time.tsx';
import { EXPIRES_SOON_MS, PAUSE_DAYS, timeLeftText } from '../../model/pause.ts';
import classes from '../detail.module.css';

const DAY = 86_400_000;

/** The 30 days of a pause that expires: how much of them is left. */
export function PauseBar({ expiresAt }: { expiresAt: Date }) {
  const now = useAtPresent((_, present) => Math.floor(present / 60_000) * 60_000);
  const left = expiresAt.getTime() - now;
  const share = Math.min(Math.max(left / (PAUSE_DAYS * DAY), 0), 1);
  const text =
    left > 0 ? `${timeLeftText(left)} of ${PAUSE_DAYS} days left` : `All ${PAUSE_DAYS} days are over`;
  return (
    <div className={classes['pause']}>
      <Progress
        value={share * 100}
        color={left <= EXPIRES_SOON_MS ? 'red' : 'orange'}
        aria-label={`The pause: ${text}`}
      />
      <span>{text}</span>
    </div>
  );
}
