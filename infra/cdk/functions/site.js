// A CloudFront function for viewer requests for the page's files. A path without a dot in its last part is the
// page; any other is a file or a 404. A Region without a gateway is a 404 too.
function handler(event) {
  const request = event.request;
  if (/^\/macie(\/|$)/.test(request.uri)) return { statusCode: 404, statusDescription: 'Not Found' };
  if (!/\.[^/]*$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
