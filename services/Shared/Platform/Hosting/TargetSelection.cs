namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Which modules and side servers run here, and who migrates.</summary>
internal sealed class TargetSelection
{
    private readonly IReadOnlyList<Target> _targets;
    private readonly bool _all;

    public TargetSelection(HostArguments arguments, HostParts parts)
    {
        _targets = arguments.Targets;
        _all = _targets.Any(t => t.Name == Target.All);
        RequireKnown(parts);
        Workers = [.. parts.Modules.Select(m => new Worker(m, Find(m.Name)?.Argument)).Where(w => _all || Find(w.Module.Name) is not null)];
        SideServers = [.. parts.SideServers.Where(s => Find(s.Target) is not null || (_all && arguments.Demo))];
        HasApi = _all || Find(Target.Api) is not null;
        Migrates = _all || Find(Target.Migrate) is not null;
        OnlyMigrates = _targets is [{ Name: Target.Migrate }];
        IsPartial = Workers.Count > 0 && parts.Modules.Any(m => !Workers.Exists(w => w.Module == m));
    }

    public List<Worker> Workers { get; }

    public IReadOnlyList<ISideServer> SideServers { get; }

    /// <summary>Whether the endpoints of all modules are served here.</summary>
    public bool HasApi { get; }

    /// <summary>Whether this process has the owner's login and brings the schemas up to date; others wait.</summary>
    public bool Migrates { get; }

    public bool OnlyMigrates { get; }

    /// <summary>Whether anything here uses database and bus (the sandbox alone does not).</summary>
    public bool NeedsDatabase => Workers.Count > 0 || HasApi || Migrates;

    /// <summary>Whether some modules run elsewhere, so that bus and database must be shared ones.</summary>
    public bool IsPartial { get; }

    public bool IsAll => _all;

    private Target? Find(string name) => _targets.FirstOrDefault(t => t.Name == name);

    private void RequireKnown(HostParts parts)
    {
        string[] known = [Target.All, Target.Migrate, Target.Api, .. parts.Modules.Select(m => m.Name), .. parts.SideServers.Select(s => s.Target)];
        if (_targets.FirstOrDefault(t => !known.Contains(t.Name, StringComparer.Ordinal)) is { } unknown)
            throw new StartupException($"'{unknown.Name}' is not a target: {string.Join(", ", known.Distinct(StringComparer.Ordinal))}.");
    }

    internal sealed record Worker(IModule Module, string? Argument);
}
