using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Contracts;

/// <summary>How values on the live channel and in the hot store are written: camel case, compiled ahead, so that every module and the page read the same.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TickValue))]
[JsonSerializable(typeof(MarkValue))]
[JsonSerializable(typeof(BookValue))]
[JsonSerializable(typeof(VenueFeedValue))]
[JsonSerializable(typeof(PriceValue))]
[JsonSerializable(typeof(PriceValue[]))]
[JsonSerializable(typeof(AccountSyncValue))]
[JsonSerializable(typeof(ProvisionalFill))]
public sealed partial class LiveJson : JsonSerializerContext;
