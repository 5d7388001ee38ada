"""The public interface: what it is now, how it changed, and whether the changelog says so."""
