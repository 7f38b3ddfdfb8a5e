using System.Buffers.Text;
using System.Security.Cryptography;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>Somebody who probes: how they ask, and the ids that are theirs, each made when it is first needed.</summary>
/// <param name="door">How they ask.</param>
/// <param name="kinds">How to come by each kind of id.</param>
internal sealed class Party(Door door, IReadOnlyDictionary<string, Func<Party, Task<string>>> kinds)
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public Door Door => door;

    /// <summary>An id of theirs.</summary>
    public async Task<string> IdAsync(string kind)
    {
        if (!_known.TryGetValue(kind, out var id)) _known[kind] = id = await kinds[kind](this);
        return id;
    }

    /// <summary>Takes another id for theirs.</summary>
    public void Know(string kind, string id) => _known[kind] = id;

    /// <summary>The id may be gone: the next one is made anew.</summary>
    public void Forget(string kind) => _known.Remove(kind);

    /// <summary>An id of this kind that nobody ever had.</summary>
    public static string Never(string kind) => kind switch
    {
        "passkey" => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        "file" => $"{Guid.NewGuid()}.csv",
        _ => Guid.NewGuid().ToString(),
    };
}
