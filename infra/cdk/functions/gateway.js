// A CloudFront function for viewer requests to /macie/{region}/*, the behaviour of one Region. `gatewayFunction`
// puts ROUTES before this text: the requests that may pass, made from the catalogue of operations.
//
// The browser signs requests for Macie's own host and path. CloudFront sets the host; this function strips the
// prefix and lets only those operations pass. The address is still encoded as it arrived: the page never signs
// one with a query, an escape, a dot or a second slash, and only an address without them can have matched the
// behaviour of the Region that it names.
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
  // Cookies are another application's on the same domain: not signed, and not for AWS.
  request.cookies = {};
  return request;
}
