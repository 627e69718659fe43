// A CloudFront function on viewer requests to /macie/{region}/*, the behaviour of one Region. Before this text,
// `gatewayFunction` puts ROUTES: the requests that may pass, made from the catalogue of operations.
//
// The browser has signed the request for Macie's own host and path. CloudFront sets the host; this strips
// the prefix and lets nothing pass but those operations. The address here is as it came, escapes and all:
// what has a query, an escape, a dot or a second slash was not signed by the page. And only an address
// without them can have matched the behaviour of the Region it names.
function handler(event) {
  const request = event.request;
  const path = /^\/macie\/[a-z0-9-]+(\/.*)$/.exec(request.uri);
  const route = path && ROUTES.find((each) => each.path.test(path[1]));
  if (!route || Object.keys(request.querystring).length > 0) {
    return { statusCode: 404, statusDescription: 'Not Found' };
  }
  if (request.method !== route.method) {
    return {
      statusCode: 405,
      statusDescription: 'Method Not Allowed',
      headers: { allow: { value: route.method } },
    };
  }
  request.uri = path[1];
  // Not signed, and nothing of AWS's: another application's on the same domain.
  request.cookies = {};
  return request;
}
