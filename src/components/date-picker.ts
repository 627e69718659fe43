import '@mantine/dates/styles.layer.css';

/** A calendar for a date or a range. Apart from `mantine.ts`, because it brings a library and a style sheet of its own. */
export { DatePicker } from '@mantine/dates';
