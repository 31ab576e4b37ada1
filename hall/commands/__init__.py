"""The commands of ``hall``, one a module. Modules load nothing of Django until they run."""
