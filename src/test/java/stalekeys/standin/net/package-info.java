/** What stands between a company's machines and the world: a proxy, and TLS by an authority of its own. */
package stalekeys.standin.net;
