import { PlainPage } from '../components/plain-page.tsx';
import type { ConfigProblem } from './config.ts';

/** For a configuration that can't be used: every bad field, and what it should be. */
export function ConfigErrorPage({ problems }: { problems: readonly ConfigProblem[] }) {
  return (
    <main>
      <PlainPage title="This page is not set up right" alert>
        <p>
          Its configuration, <code>/config.json</code>, can’t be used. Whoever runs this page can mend it;
          nothing has been asked of AWS.
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
