import { Title } from '../../components/mantine.ts';
import type { ReactNode } from 'react';
import classes from './detail.module.css';

/** A part of the page under its heading; `aside` stands at the heading's end. */
export function Section({
  id,
  title,
  aside,
  children,
}: {
  id: string;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <div className={classes['sectionHead']}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  );
}
