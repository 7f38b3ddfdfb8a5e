using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>Tries probes: whose id it is succeeds, and whose it is not hears what they would hear of an id that never was.</summary>
/// <param name="before">What must hold before its owner can succeed with a probe, by name.</param>
/// <param name="after">What is put right when its owner succeeded, by name.</param>
internal sealed partial class Sweeper(IReadOnlyDictionary<string, Func<Party, IReadOnlyList<string>, Task>> before, IReadOnlyDictionary<string, Func<Party, string, Task>> after)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly HashSet<string> UsedUp = ["spare", "sparePortfolio", "spareEntity", "member", "invitation", "session", "client", "passkey"];

    /// <summary>What is not as it must be.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The owner first succeeds with each id; then the stranger tries it; then the owner succeeds with the id the stranger tried.</summary>
    public async Task SweepAsync(Probe probe, Party owner, Party stranger)
    {
        for (var slot = 0; slot < probe.Ids.Count; slot++)
        {
            if (!probe.Ids[slot].IsTried) continue;
            if (!await SucceedsAsync(probe, slot, owner)) continue;
            await CompareAsync(probe, slot, stranger, await owner.IdAsync(probe.Ids[slot].Kind));
            if (probe.Changes) await SucceedsAsync(probe, slot, owner);
        }
    }

    /// <summary>The stranger tries ids of each kind that are somebody else's.</summary>
    public async Task CompareAsync(Probe probe, Party stranger, Party other)
    {
        for (var slot = 0; slot < probe.Ids.Count; slot++)
            if (probe.Ids[slot].IsTried) await CompareAsync(probe, slot, stranger, await other.IdAsync(probe.Ids[slot].Kind));
    }

    /// <summary>Whether an answer grants what was asked for.</summary>
    public static bool Grants(string answer)
    {
        if (!answer.StartsWith('{')) return answer.StartsWith('2');
        var json = JsonNode.Parse(answer)!;
        return json["errors"] is null && json["data"] is JsonObject data && data.All(f => f.Value is not null && !(f.Value is JsonObject { } payload && payload["errors"] is JsonArray errors && errors.Any(e => (string?)e!["code"] != "REPORT_ENDED")));
    }

    /// <summary>Whether the owner succeeds with their id, and not with one that never was.</summary>
    public async Task<bool> SucceedsAsync(Probe probe, int slot, Party owner)
    {
        var ids = await IdsAsync(probe, owner);
        if (before.TryGetValue(probe.Name, out var prepare)) await prepare(owner, ids);
        var none = await AskAsync(probe, owner, ids, slot, Party.Never(probe.Ids[slot].Kind), Short);
        var own = await AskAsync(probe, owner, ids, slot, ids[slot], Long);
        var holds = Grants(own) && own != none;
        if (!holds) Failures.Add($"{Named(probe, slot)} does not succeed as whose it is: {Start(own)}, and an id that never was: {Start(none)}");
        if (after.TryGetValue(probe.Name, out var mend)) await mend(owner, own);
        if (probe.Changes && Ends().IsMatch(probe.Name))
            foreach (var id in probe.Ids.Where(i => UsedUp.Contains(i.Kind))) owner.Forget(id.Kind);
        return holds;
    }

    private async Task CompareAsync(Probe probe, int slot, Party stranger, string foreign)
    {
        var ids = await IdsAsync(probe, stranger, slot);
        var told = await AskAsync(probe, stranger, ids, slot, foreign, Short);
        var never = await AskAsync(probe, stranger, ids, slot, Party.Never(probe.Ids[slot].Kind), Short);
        if (told != never) Failures.Add($"{Named(probe, slot)} tells a stranger of another's: {Start(told)} instead of {Start(never)}");
    }

    private static async Task<string> AskAsync(Probe probe, Party asker, string[] ids, int slot, string id, TimeSpan patience)
    {
        string[] given = [.. ids];
        given[slot] = id;
        return (await probe.AskAsync(asker.Door, given, patience)).Replace(id, "ID", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string[]> IdsAsync(Probe probe, Party asker, int but = -1)
    {
        var ids = new string[probe.Ids.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = i == but ? "" : await asker.IdAsync(probe.Ids[i].Kind);
        return ids;
    }

    private static string Named(Probe probe, int slot) => $"{probe.Name} ({probe.Ids[slot].Name}, {probe.Ids[slot].Kind})";

    private static string Start(string answer) => answer.Length > 300 ? answer[..300] + "…" : answer;

    /// <summary>What uses its id up.</summary>
    [GeneratedRegex("(DELETE|remove|revokeApi|withdraw|end)", RegexOptions.None)]
    private static partial Regex Ends();
}
