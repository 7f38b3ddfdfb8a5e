using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Who gets what: all consumers of the product (whatever process they run in), and those that run here.</summary>
internal sealed class Consumers
{
    private readonly Dictionary<string, string[]> _byType;
    private readonly Dictionary<(string Consumer, string Type), MessageSubscription> _here;
    private readonly int _lanes;

    public Consumers(IEnumerable<MessageSubscription> everywhere, IEnumerable<MessageSubscription> here, int lanes)
    {
        _lanes = lanes;
        _byType = everywhere.GroupBy(s => MessageJson.TypeName(s.MessageType), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(s => s.Consumer).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        _here = here.ToDictionary(s => (s.Consumer, MessageJson.TypeName(s.MessageType)));
    }

    /// <summary>Names of the queues served here, with the consumer of each.</summary>
    public IEnumerable<(string Queue, string Consumer)> QueuesHere =>
        from consumer in _here.Keys.Select(k => k.Consumer).Distinct(StringComparer.Ordinal)
        from lane in Enumerable.Range(0, _lanes)
        select (QueueName(consumer, lane), consumer);

    /// <summary>Who is to get a row.</summary>
    public IReadOnlyList<string> Of(OutboxRow row)
    {
        if (row.Consumer is not null) return [row.Consumer];
        return _byType.TryGetValue(row.Envelope.Type, out var consumers) ? consumers : [];
    }

    /// <summary>The handler registered here.</summary>
    public MessageSubscription? Find(string consumer, string type) => _here.GetValueOrDefault((consumer, type));

    /// <summary>The queue in which a consumer finds messages of a key.</summary>
    public string QueueFor(string consumer, string orderingKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(orderingKey));
        return QueueName(consumer, (int)(BitConverter.ToUInt32(hash) % (uint)_lanes));
    }

    private static string QueueName(string consumer, int lane) => $"{consumer}-{lane}";
}
