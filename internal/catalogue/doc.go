// Package catalogue is the data sources that show what can be had, and for what
// price: regions and pairs of them, prices, whether a proxy could be made now, and the
// countries of clients.
package catalogue
