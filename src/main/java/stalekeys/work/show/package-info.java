/** What people look at: lists, details, history, Home, exports. Nothing here decides anything. */
package stalekeys.work.show;
