/**
 * The value that pasted text writes down: JSON, or what a boto3 script has instead: a Python dictionary or list
 * (either kind of quotes, True, None, trailing commas, comments), or keyword arguments
 * (`filterCriteria={…}, sortCriteria={…}`), which make one object. Throws SyntaxError for anything else.
 */
export function readLiteral(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(toJson(text));
  }
}

const TOKEN =
  /(?<skipped>\s+|#.*)|"(?<double>[^"\\\n]*(?:\\[^][^"\\\n]*)*)"|'(?<single>[^'\\\n]*(?:\\[^][^'\\\n]*)*)'|(?<argument>[A-Za-z_]\w*)\s*=|(?<plain>[{}[\]:,]|[\w.+-]+)/y;

/** Token by token. What is no token ends it; what makes no sense is left for JSON.parse to refuse. */
function toJson(text: string): string {
  const tokens: string[] = [];
  let open = '';
  let close = '';
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) throw new SyntaxError(`No value can be read from “${text.slice(at, at + 20)}”.`);
    const { skipped, double, single, argument, plain = '' } = groups;
    if (skipped !== undefined) continue;
    if (argument !== undefined) {
      if (tokens.length === 0) [open, close] = ['{', '}'];
      tokens.push(JSON.stringify(argument), ':');
      continue;
    }
    // Python takes a comma before the end of a list, JSON doesn't.
    if ((plain === '}' || plain === ']') && tokens.at(-1) === ',') tokens.pop();
    const quoted = double ?? single;
    tokens.push(quoted === undefined ? (PYTHON_WORDS.get(plain) ?? plain) : JSON.stringify(unescape(quoted)));
  }
  if (tokens.at(-1) === ',') tokens.pop();
  return open + tokens.join(' ') + close;
}

const PYTHON_WORDS: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
]);

const ESCAPE =
  /\\(?:u(?<unit>[\da-fA-F]{4})|x(?<byte>[\da-fA-F]{2})|U00(?<point>(?:0[\da-fA-F]|10)[\da-fA-F]{4})|(?<sign>[^]))/g;

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** What stands between the quotes of a JSON or Python string. */
function unescape(quoted: string): string {
  return quoted.replaceAll(ESCAPE, (...match) => {
    const { unit, byte, point, sign = '' }: Record<string, string | undefined> = match.at(-1);
    const code = unit ?? byte ?? point;
    return code === undefined ? (SIGNS.get(sign) ?? sign) : String.fromCodePoint(Number.parseInt(code, 16));
  });
}
