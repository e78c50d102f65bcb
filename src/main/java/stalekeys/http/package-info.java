/**
 * The HTTP front: what stands between the network and Slack's servlet, and the health pages beside it.
 *
 * <p>A request to {@code /slack/events} passes {@link stalekeys.http.SlackGate} (method, size, headers, time, body,
 * signature, shape) before {@link stalekeys.http.SlackFilter} hands it to the servlet. Nothing here logs what a request
 * says.
 */
package stalekeys.http;
