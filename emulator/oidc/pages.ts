import { PASSWORD, PEOPLE } from './people.ts';

/** The issuer's login form. It posts to its own address; `failed` in the query is the e-mail of a failed attempt. */
export function loginPage(query: URLSearchParams): string {
  const failed = query.get('failed');
  const people = PEOPLE.map(({ email, note }) => `<li><code>${email}</code> ${note}</li>`).join('');
  return page(
    'Sign in to the demo',
    `${failed !== null ? '<p role="alert">The e-mail address or password is wrong.</p>' : ''}
    <form method="post">
      <label>E-mail <input name="email" type="email" autocomplete="username" required autofocus value="${html(failed ?? '')}"></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Sign in</button>
    </form>
    <p>This is the emulator’s own OpenID Connect issuer. It knows:</p>
    <ul>${people}</ul>
    <p>Every password is <code>${PASSWORD}</code>.</p>`,
  );
}

/** A page that submits the issuer's sign-out form at once. */
export function logoutPage(form: string): string {
  return page(
    'Signing out',
    `${form.replace('</form>', '<input type="hidden" name="logout" value="yes"><button>Sign out</button></form>')}
    <script>document.forms[0].submit();</script>`,
  );
}

/** The page for errors that can't be redirected: an unknown client or redirect address. */
export function errorPage(facts: object): string {
  const rows = Object.entries(facts).map(
    ([name, value]) => `<dt>${html(name)}</dt><dd>${html(String(value))}</dd>`,
  );
  return page(
    'The issuer can’t go on',
    `<dl>${rows.join('')}</dl><p><a href="/">Back to the monitor</a></p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { max-width: 26rem; margin: 12vh auto; padding: 0 1rem; }
      label, input { display: block; width: 100%; box-sizing: border-box; }
      input { margin: 0.2rem 0 1rem; padding: 0.5rem; font: inherit; }
      button { padding: 0.5rem 1.2rem; font: inherit; }
      dt { font-weight: 600; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`;
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
