import { PlainPage } from '../components/plain-page.tsx';
import type { ConfigProblem } from './config.ts';

/** For a configuration that can't be used: every bad field, and what it should be. */
export function ConfigErrorPage({ problems }: { problems: readonly ConfigProblem[] }) {
  return (
    <main>
      <PlainPage title="Configuration error" alert>
        <p>
          The configuration of this page, <code>/config.json</code>, can’t be used. Your administrator can fix
          it. No AWS calls were made.
        </p>
        <ul>
          {problems.map(({ field, problem }) => (
            <li key={`${field} ${problem}`}>
              {field && <code>{field}</code>} {problem}
            </li>
          ))}
        </ul>
      </PlainPage>
    </main>
  );
}
