import type { MiddlewareHandler } from 'hono';

/** The answer to a preflight, and the headers on every answer, of an AWS service that any page may call. */
export const allowAnyOrigin: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') {
    return new Response(null, { status: 200, headers: { ...ALLOW, ...PREFLIGHT } });
  }
  await next();
  for (const [name, value] of Object.entries(ALLOW)) c.res.headers.set(name, value);
  return undefined;
};

const ALLOW = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,date',
};

const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers':
    'authorization,content-type,x-amz-date,x-amz-security-token,x-amz-target,x-amz-content-sha256,x-amz-user-agent,amz-sdk-invocation-id,amz-sdk-request',
  'access-control-max-age': '172800',
};
