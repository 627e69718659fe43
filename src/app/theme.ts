import { createTheme } from '@mantine/core';
import type { MantineColorSchemeManager } from '@mantine/core';
import { changePreferences, currentPreferences } from '../jobs/preferences.ts';

/** The look of the page: quiet, dense, with the system's own fonts. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: { light: 9, dark: 5 },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  cursorType: 'pointer',
  focusRing: 'auto',
});

/** The colour scheme stands among the reader's other preferences. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: () => currentPreferences().colorScheme,
  set: (colorScheme) => {
    changePreferences({ colorScheme });
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
