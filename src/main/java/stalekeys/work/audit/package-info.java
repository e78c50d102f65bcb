/** Audits of every key, the report that is kept, and looking up one user. */
package stalekeys.work.audit;
