import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useMonitor } from '../jobs/monitor.ts';
import classes from './frame.module.css';

/** What stands around every page: the title, which leads to the list, and the colour scheme. */
export function Frame() {
  const { title } = useMonitor();
  return (
    <>
      <a className={classes['skip']} href="#main">
        Skip to the page
      </a>
      <header className={classes['header']}>
        <Link to="/jobs" search={{ query: '' }} className={classes['title']}>
          <img src="/favicon.svg" alt="" width={22} height={22} />
          <span>{title}</span>
        </Link>
        <ColorScheme />
      </header>
      <main id="main" className={classes['main']}>
        <Outlet />
      </main>
    </>
  );
}

const SCHEMES = {
  light: { label: 'Light', Icon: IconSun, next: 'dark' },
  dark: { label: 'Dark', Icon: IconMoon, next: 'auto' },
  auto: { label: 'As the system', Icon: IconDeviceDesktop, next: 'light' },
} as const;

function ColorScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { label, Icon, next } = SCHEMES[colorScheme];
  return (
    <Tooltip label={`Colours: ${label.toLowerCase()}. Click for ${SCHEMES[next].label.toLowerCase()}.`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Colours: ${label}`}
        onClick={() => {
          setColorScheme(next);
        }}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
