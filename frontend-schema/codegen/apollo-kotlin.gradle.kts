// Apollo Kotlin 4: put this into the module's build file, with the plugin "com.apollographql.apollo".
apollo {
  service("plimsoll") {
    packageName.set("plimsoll")
    schemaFile.set(file("frontend-schema/schema.graphql"))
    srcDir("frontend-schema/operations")
    mapScalar("Decimal", "kotlin.String")
    mapScalar("DateTime", "kotlin.String")
    mapScalar("Date", "kotlin.String")
    mapScalar("Currency", "kotlin.String")
  }
}

// The client speaks a legacy socket protocol unless it is told otherwise, and that one is not served here:
// ApolloClient.Builder()
//   .serverUrl("http://127.0.0.1:8000/graphql")
//   .addHttpHeader("Authorization", "Bearer $token")
//   .subscriptionNetworkTransport(
//     WebSocketNetworkTransport.Builder()
//       .serverUrl("ws://127.0.0.1:8000/graphql")
//       .protocol(GraphQLWsProtocol.Factory(connectionPayload = { mapOf("authorization" to "Bearer $token") }))
//       .build()
//   )
