import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError, parseConfig } from '../src/app/config.ts';
import { BODY_LIMIT, gatewayRoutes } from './gateway-rules.ts';
import { securityHeaders } from './headers.ts';
import { readerPolicy } from './iam-policy.ts';
import type { HeadersConfig } from './headers.ts';

/** The settings of a self-hosted server, besides the page's configuration. */
export interface OwnServer {
  readonly config: HeadersConfig;
  /** The host name that people type. */
  readonly name: string;
  /** The folder with the built page, on the server. */
  readonly root: string;
  /** The certificate and its key, as PEM files on the server. nginx only: Caddy fetches its own. */
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined;
  /** Instead of TLS, an `address:port` for plain HTTP behind a balancer that ends TLS. */
  readonly listen?: string | undefined;
  /** The address of a name server; nginx looks up Macie's changing addresses there. */
  readonly resolver?: string | undefined;
  /** The file of certificate authorities that nginx trusts. Debian's by default. */
  readonly authorities?: string | undefined;
  /** Where nginx logs requests: addresses without their query, and no headers. */
  readonly log?: string | undefined;
  /** Whether nginx has the brotli module, which is a separate package on Debian. */
  readonly brotli?: boolean | undefined;
  /** Instead of Macie's endpoints, one `https://host:port` or `http://host:port`: an emulator or egress proxy. */
  readonly upstream?: string | undefined;
}

/** A complete nginx configuration for `conf.d`. Throws an Error on a value that can't be written into it safely. */
export function nginxConfiguration(server: OwnServer): string {
  const { name, root, tls, listen, resolver } = checked(server);
  if (!resolver) throw new Error('nginx needs --resolver, the address of a name server');
  if (!listen && !tls) throw new Error('nginx needs --certificate and --key, or --listen behind a balancer');
  return filled('nginx/monitor.conf', {
    regions: regions(server).map((region) => `"~^/macie/${region}/" macie2.${region}.amazonaws.com;`),
    paths: [anyRoute(server)],
    methods: gatewayRoutes(server.config).map(({ exact, pattern, method }) =>
      exact ? `${exact} ${method};` : `"~^${pattern}$" ${method};`,
    ),
    body: [String(BODY_LIMIT)],
    brotli: server.brotli
      ? ['brotli on;', `brotli_types ${COMPRESSED};`, 'brotli_comp_level 5;']
      : ['# Without brotli: pass --brotli if nginx has the module.'],
    compressed: [COMPRESSED],
    redirect: listen
      ? []
      : ['server {', '    listen 80;', '    listen [::]:80;', `    server_name ${name};`].concat(
          '    server_tokens off;',
          '    access_log off;',
          `    return 301 https://${name}$request_uri;`,
          '}',
        ),
    listen: [
      ...(listen || !tls
        ? [`listen ${listen};`]
        : [
            'listen 443 ssl http2;',
            'listen [::]:443 ssl http2;',
            `ssl_certificate ${tls.certificate};`,
            `ssl_certificate_key ${tls.key};`,
            'ssl_protocols TLSv1.2 TLSv1.3;',
            'ssl_session_cache shared:macie_monitor:1m;',
          ]),
      `server_name ${name};`,
    ],
    root: [root],
    log: [server.log ?? '/var/log/nginx/macie-monitor.log'],
    headers: headers(server, (name, value) => `add_header ${name} "${value}" always;`),
    resolver: [isIPv6(resolver) ? `[${resolver}]` : resolver],
    upstream: [server.upstream ?? 'https://$macie_host'],
    authorities: [server.authorities ?? '/etc/ssl/certs/ca-certificates.crt'],
  });
}

/** A complete Caddyfile. Throws an Error on a value that can't be written into it safely. */
export function caddyConfiguration(server: OwnServer): string {
  const { name, root, listen, upstream } = checked(server);
  const [, bind, port] = /^(.*):(\d+)$/.exec(listen ?? '') ?? [];
  return filled('caddy/Caddyfile', {
    address: [listen ? `http://:${port}` : name],
    bind: bind ? [`bind ${bind}`] : [],
    root: [root],
    headers: ['header {', ...headers(server, (name, value) => `\t${name} "${value}"`), '}'],
    regions: [regions(server).join('|')],
    paths: [anyRoute(server)],
    methods: gatewayRoutes(server.config).map(({ exact, pattern, method }) =>
      exact ? `${exact} ${method}` : `~^${pattern}$ ${method}`,
    ),
    body: [String(BODY_LIMIT)],
    upstream: [upstream ?? 'macie2.{re.macie.1}.amazonaws.com:443'],
    transport: upstream ? [] : ['transport http {', '\ttls', '}'],
  });
}

/** The media types to compress; nginx always compresses HTML. */
const COMPRESSED = [
  'text/css',
  'text/javascript',
  'text/plain',
  'application/javascript',
  'application/json',
  'application/manifest+json',
  'image/svg+xml',
].join(' ');

/** A regular expression's source for every path that passes. */
function anyRoute({ config }: OwnServer): string {
  return gatewayRoutes(config)
    .map(({ pattern }) => pattern)
    .join('|');
}

function headers({ config }: OwnServer, line: (name: string, value: string) => string): string[] {
  return Object.entries(securityHeaders(config)).map(([name, value]) => line(name, value));
}

function regions({ config }: OwnServer): string[] {
  const all = [...new Set(config.accounts.flatMap((account) => account.regions))].toSorted();
  const odd = all.find((region) => !/^[a-z]{2,}(-[a-z]+)+-\d$/.test(region));
  if (odd !== undefined) throw new Error(`Not a Region: ${odd}`);
  return all;
}

function checked(server: OwnServer): OwnServer {
  for (const value of [server, server.tls ?? {}].flatMap((part) => Object.values<unknown>(part))) {
    if (typeof value === 'string' && !/^[\w./:[\]-]+$/.test(value))
      throw new Error(`Can't be used: ${value}`);
  }
  return server;
}

/** The template with its `{{names}}` replaced; a value's further lines are indented like its first. */
function filled(template: string, values: Readonly<Record<string, readonly string[]>>): string {
  const text = readFileSync(new URL(template, import.meta.url), 'utf8');
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string, offset: number) => {
    const lines = values[name];
    if (!lines) throw new Error(`${template} asks for ${name}`);
    const [indentation = ''] = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset) + 1)) ?? [];
    return lines.join(`\n${indentation}`);
  });
}

/**
 * `tsx infra/own-server.ts nginx|caddy --config … --name … --root … […]` prints the server's configuration,
 * `… policy --config … --account …` the IAM policy of the role that reads an account.
 */
function main(args: string[]): void {
  const option = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      account: option,
      config: option,
      name: option,
      root: option,
      certificate: option,
      key: option,
      listen: option,
      resolver: option,
      authorities: option,
      log: option,
      upstream: option,
      brotli: { type: 'boolean' },
    },
  });
  const { account, config, name, root, certificate, key, ...rest } = values;
  const [kind] = positionals;
  if (kind === 'policy' && config && account) {
    if (!/^\d{12}$/.test(account)) throw new Error(`Not an account number: ${account}`);
    const policy = readerPolicy(account, parseConfig(JSON.parse(readFileSync(config, 'utf8'))));
    process.stdout.write(`${JSON.stringify(policy, undefined, 2)}\n`);
    return;
  }
  if (!(kind === 'nginx' || kind === 'caddy') || !config || !name || !root) {
    throw new Error(
      'Usage: own-server.ts nginx|caddy --config config.json --name HOST --root FOLDER […], or own-server.ts policy --config config.json --account NUMBER',
    );
  }
  const server: OwnServer = {
    config: parseConfig(JSON.parse(readFileSync(config, 'utf8'))),
    name,
    root,
    tls: certificate && key ? { certificate, key } : undefined,
    ...rest,
  };
  process.stdout.write(kind === 'nginx' ? nginxConfiguration(server) : caddyConfiguration(server));
}

/** An error as text for a person. */
function messageOf(error: unknown): string {
  if (error instanceof ConfigError)
    return error.problems.map((bad) => `${bad.field} ${bad.problem}`).join('\n');
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
