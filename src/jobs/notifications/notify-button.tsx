import { IconBell, IconBellOff, IconBellRinging } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { changePreferences, usePreferences } from '../model/preferences.ts';
import classes from './notify-button.module.css';
import { isNotified, switchNotificationsOn } from '../model/notify-permission.ts';
import type { NotifyAnswer } from '../model/notify-permission.ts';

/** Switches the browser's notifications on and off. */
export function NotifyButton() {
  const preferences = usePreferences();
  const [answer, setAnswer] = useState<NotifyAnswer>();
  const on = isNotified(preferences);
  const problem = on ? undefined : PROBLEMS[answer ?? 'on'];
  const Icon = on ? IconBellRinging : problem ? IconBellOff : IconBell;
  return (
    <span className={classes['notify']}>
      <IconButton
        on={on}
        aria-label="Notify me"
        title={`${on ? ON : OFF} ${preferences.refresh === 'off' ? NOT_ITSELF : ITSELF}`}
        aria-pressed={on}
        onBlur={() => {
          setAnswer(undefined);
        }}
        onClick={() => {
          if (on) changePreferences({ notify: false });
          else void switchNotificationsOn().then(setAnswer);
        }}
      >
        <Icon size={16} aria-hidden />
      </IconButton>
      {problem && (
        <span role="alert" className={classes['problem']}>
          {problem}
        </span>
      )}
    </span>
  );
}

const ON = 'You’ll be notified when a job has new errors, is about to expire, or ends while you watch it.';
const OFF = 'Notify me when a job has new errors, is about to expire, or ends while I watch it.';
const ITSELF = 'While this tab is in the background, the list is read at most every five minutes.';
const NOT_ITSELF = 'Automatic refresh is off, so notifications come only when you refresh.';

const PROBLEMS: Readonly<Record<NotifyAnswer, string | undefined>> = {
  on: undefined,
  blocked: 'This browser blocks notifications from this site. Allow them in its site settings.',
  insecure: 'Browsers allow notifications over HTTPS only. Open this page with https://.',
  unsupported: 'This browser doesn’t support notifications.',
};
