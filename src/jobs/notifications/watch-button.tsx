import { Button, Tooltip } from '../../components/mantine.ts';
import { IconEye, IconEyeCheck } from '@tabler/icons-react';
import { usePreferences } from '../model/preferences.ts';
import { switchNotificationsOn } from '../model/notify-permission.ts';
import { setWatched, useWatched } from './watched-jobs.ts';

/** Watches a job: its reader is notified when a run of it ends, as long as the list is open somewhere. */
export function WatchButton({ jobKey }: { jobKey: string }) {
  const { notify } = usePreferences();
  const watched = useWatched().includes(jobKey);
  return (
    <Tooltip
      multiline
      withinPortal={false}
      maw={300}
      label={
        watched ? 'You’ll be notified when a run of this job ends.' : 'Notify me when a run of this job ends.'
      }
    >
      <Button
        size="compact-sm"
        variant={watched ? 'light' : 'default'}
        aria-pressed={watched}
        leftSection={watched ? <IconEyeCheck size={15} aria-hidden /> : <IconEye size={15} aria-hidden />}
        onClick={() => {
          setWatched(jobKey, !watched);
          if (!watched && !notify) void switchNotificationsOn();
        }}
      >
        Watch
      </Button>
    </Tooltip>
  );
}
