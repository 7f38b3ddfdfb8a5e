using PortfolioPlatform.Risk.Warnings;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Switches of margin ratios: raised at the limit, cleared when three looks in a row were a fifth below it. By account and group of positions.</summary>
internal sealed class MarginWarnings(double limit)
{
    /// <summary>Kind of the stored warnings.</summary>
    public const string Kind = nameof(WarningKind.MarginRatio);

    private const int Calm = 3;
    private readonly Dictionary<string, Hysteresis> switches = new(StringComparer.Ordinal);

    /// <summary>What it is held against.</summary>
    public double Limit => limit;

    /// <summary>Begins as raised, because it was when the last process ended.</summary>
    public void Restore(string subject) => Of(subject).Restore();

    /// <summary>Takes a ratio; whether the warning stands now, and whether that is new.</summary>
    public (bool IsRaised, bool Turned) Look(string subject, double ratio)
    {
        var known = Of(subject);
        var turned = known.Update(ratio);
        return (known.IsRaised, turned);
    }

    /// <summary>Subjects there is nothing to measure of any more: their positions are closed.</summary>
    public IReadOnlyList<string> Forget(IReadOnlySet<string> there)
    {
        string[] gone = [.. switches.Where(s => s.Value.IsRaised && !there.Contains(s.Key)).Select(s => s.Key)];
        foreach (var subject in switches.Keys.Where(s => !there.Contains(s)).ToArray()) switches.Remove(subject);
        return gone;
    }

    private Hysteresis Of(string subject) => switches.TryGetValue(subject, out var known) ? known : switches[subject] = new Hysteresis(limit, 0.8 * limit, Calm);
}
