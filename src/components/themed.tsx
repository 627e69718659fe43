import '@mantine/core/styles.layer.css';
import 'virtual:theme.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { useShownScheme } from './use-shown-scheme.ts';
import { theme } from './theme.ts';

/**
 * What a part of the page needs around it that is made of the component library. Such parts are loaded when they are
 * needed, and the library with the first of them: the list shows its rows without.
 */
export function Themed({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={useShownScheme()}
      // What stands on the document is the page's own doing; the provider would first set what it takes for chosen.
      getRootElement={NO_ELEMENT}
      // The variables are in a sheet: the provider would write a `<style>` element, which this page's policy does not allow.
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}

const NO_ELEMENT = () => undefined;
