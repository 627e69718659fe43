/** The shells that commands are written for. */
export type Shell = 'posix' | 'powershell';

/**
 * JSON as one word that every shell and program passes on as it is. Nothing in it is invisible, so that people see all
 * of the command that they run, and nothing but the single quote needs care in a quoted word: csh expands `!` there, fish
 * takes two backslashes for one, and PowerShell ends the word at a curly quote.
 */
export function toPlainJson(value: object | string): string {
  return JSON.stringify(value)
    .replaceAll(/\\(?:"|\\)/g, (escaped) => unicodeEscape(escaped.slice(1)))
    .replaceAll(/(?! )[\p{C}\p{Z}\u2018-\u201B!]/gu, unicodeEscape);
}

/** A text as JSON's escapes, one for each UTF-16 unit. */
export function unicodeEscape(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

/** A command of the AWS CLI on one line. Options without a value are left out. */
export function awsCommand(
  operation: string,
  options: Readonly<Record<string, string | undefined>>,
  shell: Shell = 'posix',
): string {
  const quote = shell === 'posix' ? posixWord : powerShellWord;
  const words = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, quote(value)],
  );
  const command = ['aws', 'macie2', operation, ...words].join(' ');
  return shell === 'powershell' && command.includes(QUOTES) ? `${SET_QUOTES}; ${command}` : command;
}

/** In single quotes nothing means anything to a POSIX shell but the single quote. */
function posixWord(text: string): string {
  return /^[\w.,:/][\w.,:/=-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * In single quotes nothing means anything to PowerShell but the single quote, which is doubled. Before 7.3 it passes
 * double quotes to programs without escaping them, so they are escaped for those versions when the command runs.
 */
function powerShellWord(text: string): string {
  // Without quotes, a comma makes a list.
  if (/^\w[\w.:/=-]*$/.test(text)) return text;
  const word = `'${text.replaceAll("'", "''")}'`;
  return text.includes('"') ? `(${word}${QUOTES})` : word;
}

const QUOTES = ` -replace '"', $q`;

const SET_QUOTES = String.raw`$q = if ($PSVersionTable.PSVersion -ge [version]'7.3') { '"' } else { '\"' }`;
