/** Figures for Prometheus. The only package that knows Micrometer. */
package stalekeys.metrics;
