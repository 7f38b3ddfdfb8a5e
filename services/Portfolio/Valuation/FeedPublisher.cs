using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Puts values where the feed finds them: the hot store first, then the live channel.</summary>
internal sealed class FeedPublisher(IHotStore store, ILiveChannel channel)
{
    private long epoch;
    private long version;

    /// <summary>Begins a new count of versions.</summary>
    public void Begin(long newEpoch) => (epoch, version) = (newEpoch, 0);

    public Stamp Next() => new(epoch, Interlocked.Increment(ref version));

    /// <summary>A value as it travels.</summary>
    public static KeyValuePair<string, ReadOnlyMemory<byte>> Field<T>(string key, T value, JsonTypeInfo<T> type) => new(key, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Puts values where they are found without telling anybody: they were told before, and a store that was emptied has them again.</summary>
    public ValueTask KeepAsync(string topic, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken) =>
        fields.Count == 0 ? default : store.SetAsync(topic, fields, cancellationToken);

    public async Task PublishAsync(string topic, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, IReadOnlyList<string> gone, CancellationToken cancellationToken)
    {
        if (fields.Count + gone.Count == 0) return;
        if (fields.Count > 0) await store.SetAsync(topic, fields, cancellationToken);
        if (gone.Count > 0) await store.RemoveAsync(topic, gone, cancellationToken);
        var removals = gone.Select(key => Field(key, new GoneValue(key, epoch, Next().Version, Removed: true), FeedJson.Default.GoneValue));
        await channel.PublishAsync(topic, Join([.. fields, .. removals]), cancellationToken);
    }

    /// <summary>Keys a topic has, whoever put them there.</summary>
    public async Task<IEnumerable<string>> KeysAsync(string topic, CancellationToken cancellationToken) => (await store.GetAllAsync(topic, cancellationToken)).Keys;

    private static byte[] Join(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> fields)
    {
        using var stream = new MemoryStream();
        stream.WriteByte((byte)'[');
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) stream.WriteByte((byte)',');
            stream.Write(fields[i].Value.Span);
        }

        stream.WriteByte((byte)']');
        return stream.ToArray();
    }
}
